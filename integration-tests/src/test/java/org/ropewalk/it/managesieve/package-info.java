/** The example of ManageSieve, by hand and with clients of others. */
package org.ropewalk.it.managesieve;
