from weft import Channel, join, spawn


class Event:
    def __init__(self, topic, data):
        self.topic = topic
        self.data = data


def subscriber(name, inbox, topic):
    seen = []
    for event in inbox:
        if event.topic == topic or topic == "*":
            seen.append(event.data)
            event.data = None
    return name, seen


def bus(source, targets):
    count = 0
    for event in source:
        for target in targets:
            target.send(event)
        count += 1
    for target in targets:
        target.close()
    return count


topics = ["news", "sport", "*"]
boxes = [Channel(2) for _ in topics]
readers = [spawn(subscriber, "reader of " + topic, box, topic) for topic, box in zip(topics, boxes)]
source = Channel()
hub = spawn(bus, source, boxes)
for n, topic in enumerate(["news", "sport", "news", "weather", "sport", "news"]):
    source.send(Event(topic, n))
source.close()
print(hub.join())
for name, seen in join(readers):
    print(name, seen)
