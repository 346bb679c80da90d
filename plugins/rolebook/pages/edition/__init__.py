"""What all pages of one publishing share."""
