aws secretsmanager create-secret --name key --secret-string x
