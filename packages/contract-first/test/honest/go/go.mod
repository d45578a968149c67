module honest

go 1.22
