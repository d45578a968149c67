package honest.uploads;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UploadsServer {}
