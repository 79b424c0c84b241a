from weft import Mutex


class Counted(Mutex):  # error: bad-base
    def entered(self):
        return 1


print(Counted().entered())
