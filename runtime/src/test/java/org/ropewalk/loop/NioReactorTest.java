package org.ropewalk.loop;

class NioReactorTest extends ReactorContract {
    NioReactorTest() {
        super(SocketKernel.nio());
    }
}
