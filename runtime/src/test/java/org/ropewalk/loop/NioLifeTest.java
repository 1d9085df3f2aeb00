package org.ropewalk.loop;

class NioLifeTest extends LifeContract {
    NioLifeTest() {
        super(SocketKernel.nio());
    }
}
