package org.ropewalk.loop;

class NioShutdownTest extends ShutdownContract {
    NioShutdownTest() {
        super(SocketKernel.nio());
    }
}
