from weft import Task, drop_name, scope

drop_name(int, "x")  # error: argument-type
drop_name("Queue", "x")  # error: argument-type
drop_name(Task, "x")  # error: argument-type
with scope(name="x") as s:  # error: wrong-arguments
    print(s)
