package org.ropewalk.loop;

class UringTransportTest extends TransportContract {
    UringTransportTest() {
        super(SocketKernel.uring());
    }
}
