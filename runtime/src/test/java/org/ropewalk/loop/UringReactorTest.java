package org.ropewalk.loop;

class UringReactorTest extends ReactorContract {
    UringReactorTest() {
        super(SocketKernel.uring());
    }
}
