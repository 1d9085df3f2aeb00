package org.ropewalk.loop;

class UringShutdownTest extends ShutdownContract {
    UringShutdownTest() {
        super(SocketKernel.uring());
    }
}
