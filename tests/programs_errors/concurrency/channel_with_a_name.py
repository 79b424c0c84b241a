from weft import Channel

jobs = Channel(1, name="jobs")  # error: channel-name-not-built
jobs.send(1)
