# What the compiler emits in every program: the worker and the status as globals of the instance.
	.globaltype	program_worker, i32
	.globl	program_worker
program_worker:
	.globaltype	program_status, i32
	.globl	program_status
program_status:
	.functype	weft_worker () -> (i32)
	.functype	weft_set_worker (i32) -> ()
	.functype	weft_status () -> (i32)
	.functype	weft_set_status (i32) -> ()
	.section	.text.weft_worker,"",@
	.globl	weft_worker
	.type	weft_worker,@function
weft_worker:
	.functype	weft_worker () -> (i32)
	global.get	program_worker
	end_function
	.section	.text.weft_set_worker,"",@
	.globl	weft_set_worker
	.type	weft_set_worker,@function
weft_set_worker:
	.functype	weft_set_worker (i32) -> ()
	local.get	0
	global.set	program_worker
	end_function
	.section	.text.weft_status,"",@
	.globl	weft_status
	.type	weft_status,@function
weft_status:
	.functype	weft_status () -> (i32)
	global.get	program_status
	end_function
	.section	.text.weft_set_status,"",@
	.globl	weft_set_status
	.type	weft_set_status,@function
weft_set_status:
	.functype	weft_set_status (i32) -> ()
	local.get	0
	global.set	program_status
	end_function
