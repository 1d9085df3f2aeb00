package org.ropewalk.loop;

class NioLifeTest extends LifeContract {
    NioLifeTest() {
        super(new NioKernel());
    }
}
