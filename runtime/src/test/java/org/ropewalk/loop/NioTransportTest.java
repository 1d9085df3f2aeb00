package org.ropewalk.loop;

class NioTransportTest extends TransportContract {
    NioTransportTest() {
        super(SocketKernel.nio());
    }
}
