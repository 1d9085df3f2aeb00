package org.ropewalk.loop;

class NioTlsTest extends TlsContract {
    NioTlsTest() {
        super(SocketKernel.nio());
    }
}
