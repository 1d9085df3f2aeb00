/** beanstalkd: jobs wait in tubes until a worker reserves them. */
package org.ropewalk.examples.beanstalkd;
