x = [

    1,

    int(

        "z"

    ),
]
