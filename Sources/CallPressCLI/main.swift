print("callpress")
