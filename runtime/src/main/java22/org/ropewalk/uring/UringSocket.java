package org.ropewalk.uring;

/** A socket of the ring. */
interface UringSocket extends Slots.Holder {
    /** Does what waited for the next poll; whether anybody was informed. */
    boolean proceed();
}
