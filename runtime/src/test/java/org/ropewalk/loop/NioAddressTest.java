package org.ropewalk.loop;

class NioAddressTest extends AddressContract {
    NioAddressTest() {
        super(SocketKernel.nio());
    }
}
