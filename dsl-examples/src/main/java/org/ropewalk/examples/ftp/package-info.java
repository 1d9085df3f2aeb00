/** FTP: the control connection is declared, the data connections are the reactor's. */
package org.ropewalk.examples.ftp;
