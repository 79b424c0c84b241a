class Many:
    pass


def set_all(m, upto):
    if upto > 0:
        m.a0 = 0
    if upto > 1:
        m.a1 = 1
    if upto > 2:
        m.a2 = 2
    if upto > 3:
        m.a3 = 3
    if upto > 4:
        m.a4 = 4
    if upto > 5:
        m.a5 = 5
    if upto > 6:
        m.a6 = 6
    if upto > 7:
        m.a7 = 7
    if upto > 8:
        m.a8 = 8
    if upto > 9:
        m.a9 = 9
    if upto > 10:
        m.a10 = 10
    if upto > 11:
        m.a11 = 11
    if upto > 12:
        m.a12 = 12
    if upto > 13:
        m.a13 = 13
    if upto > 14:
        m.a14 = 14
    if upto > 15:
        m.a15 = 15
    if upto > 16:
        m.a16 = 16
    if upto > 17:
        m.a17 = 17
    if upto > 18:
        m.a18 = 18
    if upto > 19:
        m.a19 = 19
    if upto > 20:
        m.a20 = 20
    if upto > 21:
        m.a21 = 21
    if upto > 22:
        m.a22 = 22
    if upto > 23:
        m.a23 = 23
    if upto > 24:
        m.a24 = 24
    if upto > 25:
        m.a25 = 25
    if upto > 26:
        m.a26 = 26
    if upto > 27:
        m.a27 = 27
    if upto > 28:
        m.a28 = 28
    if upto > 29:
        m.a29 = 29
    if upto > 30:
        m.a30 = 30
    if upto > 31:
        m.a31 = 31
    if upto > 32:
        m.a32 = 32
    if upto > 33:
        m.a33 = 33
    if upto > 34:
        m.a34 = 34
    if upto > 35:
        m.a35 = 35
    if upto > 36:
        m.a36 = 36
    if upto > 37:
        m.a37 = 37
    if upto > 38:
        m.a38 = 38
    if upto > 39:
        m.a39 = 39
    if upto > 40:
        m.a40 = 40
    if upto > 41:
        m.a41 = 41
    if upto > 42:
        m.a42 = 42
    if upto > 43:
        m.a43 = 43
    if upto > 44:
        m.a44 = 44
    if upto > 45:
        m.a45 = 45
    if upto > 46:
        m.a46 = 46
    if upto > 47:
        m.a47 = 47
    if upto > 48:
        m.a48 = 48
    if upto > 49:
        m.a49 = 49
    if upto > 50:
        m.a50 = 50
    if upto > 51:
        m.a51 = 51
    if upto > 52:
        m.a52 = 52
    if upto > 53:
        m.a53 = 53
    if upto > 54:
        m.a54 = 54
    if upto > 55:
        m.a55 = 55
    if upto > 56:
        m.a56 = 56
    if upto > 57:
        m.a57 = 57
    if upto > 58:
        m.a58 = 58
    if upto > 59:
        m.a59 = 59
    if upto > 60:
        m.a60 = 60
    if upto > 61:
        m.a61 = 61
    if upto > 62:
        m.a62 = 62
    if upto > 63:
        m.a63 = 63
    if upto > 64:
        m.a64 = 64
    if upto > 65:
        m.a65 = 65
    if upto > 66:
        m.a66 = 66
    if upto > 67:
        m.a67 = 67
    if upto > 68:
        m.a68 = 68
    if upto > 69:
        m.a69 = 69


def show(m):
    out = []
    try:
        out.append(m.a0)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a1)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a2)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a3)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a4)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a5)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a6)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a7)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a8)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a9)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a10)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a11)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a12)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a13)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a14)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a15)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a16)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a17)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a18)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a19)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a20)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a21)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a22)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a23)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a24)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a25)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a26)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a27)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a28)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a29)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a30)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a31)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a32)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a33)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a34)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a35)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a36)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a37)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a38)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a39)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a40)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a41)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a42)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a43)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a44)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a45)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a46)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a47)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a48)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a49)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a50)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a51)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a52)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a53)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a54)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a55)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a56)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a57)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a58)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a59)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a60)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a61)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a62)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a63)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a64)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a65)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a66)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a67)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a68)
    except AttributeError as e:
        out.append(-1)
    try:
        out.append(m.a69)
    except AttributeError as e:
        out.append(-1)
    print(sum(out), out.count(-1))


for upto in (0, 1, 23, 24, 25, 55, 56, 57, 70):
    m = Many()
    set_all(m, upto)
    show(m)


class Near:
    def set(self):
        self.colour = 1


def told(e):
    try:
        return e.note
    except AttributeError:
        return "no note"


def failing(kind):
    near = Near()
    if kind:
        near.set()
    try:
        return near.colour + [][kind]
    except (AttributeError, IndexError) as e:
        before = told(e)
        e.note = f"note {kind}"
        return type(e).__name__, before, told(e)


print(failing(0), failing(1))
