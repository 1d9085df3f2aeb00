package org.ropewalk.loop;

class MemoryDatagramTest extends DatagramContract {
    MemoryDatagramTest() {
        super(new CutMemory());
    }
}
