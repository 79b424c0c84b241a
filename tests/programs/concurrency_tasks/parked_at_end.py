from weft import Channel, spawn


def server(requests):
    try:
        requests.send("ready")
        while True:
            requests.recv()
    finally:
        print("server stops")


requests = Channel()
spawn(server, requests)
print(requests.recv())
requests.send("one")
print("main ends")
