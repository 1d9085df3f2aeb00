package org.ropewalk.loop;

class UringAddressTest extends AddressContract {
    UringAddressTest() {
        super(SocketKernel.uring());
    }
}
