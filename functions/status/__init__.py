"""Write an order's final status."""
