"""What runs inside the sandbox: the worker and its children.  The parent never imports these modules."""
