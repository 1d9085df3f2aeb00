package org.ropewalk.loop;

class MemoryLifeTest extends LifeContract {
    MemoryLifeTest() {
        super(new CutMemory());
    }
}
