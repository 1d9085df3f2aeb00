package org.ropewalk.loop;

class NioFaultTest extends FaultContract {
    NioFaultTest() {
        super(SocketKernel.nio());
    }
}
