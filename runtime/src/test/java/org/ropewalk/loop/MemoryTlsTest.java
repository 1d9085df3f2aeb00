package org.ropewalk.loop;

class MemoryTlsTest extends TlsContract {
    MemoryTlsTest() {
        super(new CutMemory());
    }
}
