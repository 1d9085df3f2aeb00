package org.ropewalk.loop;

class UringTlsTest extends TlsContract {
    UringTlsTest() {
        super(SocketKernel.uring());
    }
}
