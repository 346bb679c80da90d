"""What an editor asks in, what it shows out; `server` alone speaks its protocol."""
