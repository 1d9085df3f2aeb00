package org.ropewalk.loop;

class MemoryAddressTest extends AddressContract {
    MemoryAddressTest() {
        super(new CutMemory());
    }
}
