package org.ropewalk.loop;

class NioDatagramTest extends DatagramContract {
    NioDatagramTest() {
        super(SocketKernel.nio());
    }
}
