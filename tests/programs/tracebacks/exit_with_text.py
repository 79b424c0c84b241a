raise SystemExit("gone\nfar")
