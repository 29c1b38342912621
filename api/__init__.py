"""The order API: it takes orders and tells how they stand; the event that follows an order is not its business."""
