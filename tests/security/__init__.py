"""The portal as an attacker meets it: raw sockets and hand-made requests."""
