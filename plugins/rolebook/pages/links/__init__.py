"""Things of the library in; their names, anchors and addresses out."""
