package org.ropewalk.loop;

class UringFaultTest extends FaultContract {
    UringFaultTest() {
        super(SocketKernel.uring());
    }
}
