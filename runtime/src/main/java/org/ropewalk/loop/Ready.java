package org.ropewalk.loop;

/** Is called when a listening socket, or a datagram socket, is ready. */
public interface Ready {
    /** Bytes, a connection or the end of the input can be taken. */
    int READ = 1;

    /** Bytes can be written, or an attempt to connect has ended. */
    int WRITE = 2;

    /** Called on the loop's thread with the operations that would not block. */
    void ready(int operations);
}
