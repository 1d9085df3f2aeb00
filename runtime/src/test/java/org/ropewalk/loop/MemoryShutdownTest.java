package org.ropewalk.loop;

class MemoryShutdownTest extends ShutdownContract {
    MemoryShutdownTest() {
        super(new CutMemory());
    }
}
