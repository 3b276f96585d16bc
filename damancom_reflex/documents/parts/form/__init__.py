"""What printed forms are put together from: boxes, cells for one character each, boxes to tick, in two languages."""
