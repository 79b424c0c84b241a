class A:
	def f(self, x):
		return [	# comment
			1,
		  	x // 0,
			]
A().f(1)
