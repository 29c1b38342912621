"""The order console: a web application on an engineer's own machine, which is never deployed."""
