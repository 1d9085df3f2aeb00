package org.ropewalk.loop;

class MemoryFaultTest extends FaultContract {
    MemoryFaultTest() {
        super(new CutMemory());
    }
}
