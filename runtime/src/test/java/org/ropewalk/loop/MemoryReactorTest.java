package org.ropewalk.loop;

class MemoryReactorTest extends ReactorContract {
    MemoryReactorTest() {
        super(new CutMemory());
    }
}
