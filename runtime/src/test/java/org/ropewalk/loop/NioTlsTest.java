package org.ropewalk.loop;

class NioTlsTest extends TlsContract {
    NioTlsTest() {
        super(new NioKernel());
    }
}
