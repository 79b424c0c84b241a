/* The ticker: a thread that ends slices, and sees to it that no task waits beside a worker that sleeps. */
#ifndef WEFT_TICKER_H
#define WEFT_TICKER_H

void ticker_run(void);   /* the whole life of the thread */
void ticker_wake(void);  /* if it sleeps long */
#endif
