package org.ropewalk.loop;

class MemoryTransportTest extends TransportContract {
    MemoryTransportTest() {
        super(new CutMemory());
    }
}
