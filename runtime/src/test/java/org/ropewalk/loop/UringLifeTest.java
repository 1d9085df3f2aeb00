package org.ropewalk.loop;

class UringLifeTest extends LifeContract {
    UringLifeTest() {
        super(SocketKernel.uring());
    }
}
