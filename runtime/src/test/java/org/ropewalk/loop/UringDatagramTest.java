package org.ropewalk.loop;

class UringDatagramTest extends DatagramContract {
    UringDatagramTest() {
        super(SocketKernel.uring());
    }
}
